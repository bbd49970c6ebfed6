/* A form is sent once: a second click waits for the answer to the first. */
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

  // Back from the next page, the browser shows this one as it was left.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll('[data-once]')) {
      sent.delete(form);
      mark(form, false);
    }
  });
})();

/* A filter's address holds what was chosen, not every field that was left empty. */
document.addEventListener('formdata', ({ target, formData }) => {
  if (!target.matches('form.filter')) return;
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});
