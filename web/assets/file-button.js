/*
 * A button of our own for the browser's, whose text is in the browser's language. The field itself keeps the keyboard
 * and its label.
 */
(() => {
  const none = 'Belum ada berkas yang dipilih';

  const spanOf = (className, text) =>
    Object.assign(document.createElement('span'), { className, textContent: text });

  const prepare = () => {
    for (const field of document.querySelectorAll('input[type="file"]:not(.govuk-visually-hidden)')) {
      const button = spanOf('govuk-button govuk-button--secondary file-button', 'Pilih berkas');
      button.setAttribute('aria-hidden', 'true');
      button.addEventListener('click', () => field.click());
      field.classList.add('govuk-visually-hidden');
      field.after(button);
      // Lampiran lists its files itself (files.js).
      if (field.closest('[data-files]')) continue;
      const names = spanOf('second', none);
      button.after(' ', names);
      field.addEventListener('change', () => {
        names.textContent = [...field.files].map(({ name }) => name).join(', ') || none;
      });
    }
  };
  prepare();
  document.addEventListener('htmx:after:swap', prepare);
})();
