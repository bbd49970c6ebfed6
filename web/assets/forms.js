/* Sends a form once: ignores clicks until the first is answered. */
(() => {
  const sent = new WeakSet();

  const mark = (form, waiting) => {
    for (const button of form.querySelectorAll('button:not([type="reset"])')) {
      if (waiting) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    }
  };

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-once]')) return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    mark(form, true);
  });

  // After going back, the browser shows this page as it was left.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll('[data-once]')) {
      sent.delete(form);
      mark(form, false);
    }
  });
})();

/* Leaves empty fields out of a filter's address. */
document.addEventListener('formdata', ({ target, formData }) => {
  if (!target.matches('form.filter')) return;
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});

/* Says how to send a screenshot that was pasted into a text. */
document.addEventListener('paste', (event) => {
  const field = event.target;
  if (!(field instanceof HTMLTextAreaElement)) return;
  const pasted = [...event.clipboardData.items];
  if (!pasted.some(({ kind, type }) => kind === 'file' && type.startsWith('image/'))) return;
  if (pasted.some(({ kind }) => kind === 'string')) return;
  const id = `${field.id}-gambar`;
  document.getElementById(id)?.remove();
  const told = document.createElement('p');
  told.id = id;
  told.className = 'form-note';
  told.setAttribute('role', 'status');
  told.textContent =
    'Gambar tidak dapat ditempel di sini. Tempelkan ke Word atau Excel, simpan sebagai PDF atau XLSX, lalu lampirkan berkasnya.';
  field.after(told);
});
