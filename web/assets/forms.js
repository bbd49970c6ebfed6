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
