/*
 * What is typed in a form with data-draft survives an expired session and a closed tab: it is kept in this browser until the
 * form has been sent, emptied, or the account has left. Passwords and request keys are never kept.
 */
(() => {
  const prefix = 'draf:';
  const keyOf = (form) => `${prefix}${form.dataset.draft}:${form.getAttribute('action')}`;
  const kept = (field) => field.name && !['password', 'hidden', 'file', 'search'].includes(field.type);
  const storage = (work) => {
    try {
      return work(localStorage);
    } catch {
      return null; // Turned off or full: then nothing is kept.
    }
  };

  const save = (form) => {
    const fields = [...form.elements].filter(kept);
    const typed = fields.flatMap((field) => {
      if (field.type === 'radio') return field.checked ? [[field.name, field.value]] : [];
      return field.value === '' ? [] : [[field.name, field.value]];
    });
    storage((store) => store.setItem(keyOf(form), JSON.stringify(typed)));
  };

  const restore = (form) => {
    const typed = storage((store) => JSON.parse(store.getItem(keyOf(form)) ?? '[]')) ?? [];
    let restored = false;
    for (const [name, value] of typed) {
      for (const field of [...form.elements].filter((known) => kept(known) && known.name === name)) {
        if (field.type === 'radio') {
          restored ||= field.value === value && !field.checked;
          field.checked ||= field.value === value;
        } else if (field.tagName !== 'SELECT' && field.value === '') {
          field.value = value;
          restored = true;
        } else if (
          field.tagName === 'SELECT' &&
          field.value === '' &&
          [...field.options].some((o) => o.value === value)
        ) {
          field.value = value;
        }
      }
    }
    const news = document.getElementById('kabar');
    if (restored && news) news.textContent = 'Isian terakhir Anda pada formulir ini dipulihkan.';
  };

  const forget = (wanted) =>
    storage((store) => {
      for (const key of Object.keys(store)) if (key.startsWith(prefix) && wanted(key)) store.removeItem(key);
    });

  // A form whose sending led to a ticket has arrived; one that led to the log-in has not.
  const sent = storage(() => sessionStorage.getItem('draf-terkirim'));
  storage(() => sessionStorage.removeItem('draf-terkirim'));
  const arrived = /^\/tiket\/HAI-/.test(location.pathname) && !document.querySelector('.govuk-error-summary');
  if (sent && arrived) forget((key) => key === sent);

  for (const form of document.querySelectorAll('form[data-draft]')) restore(form);

  document.addEventListener('input', (event) => {
    const form = event.target.closest?.('form[data-draft]');
    if (form) save(form);
  });
  document.addEventListener('reset', (event) => {
    if (event.target.matches('form[data-draft]')) forget((key) => key === keyOf(event.target));
  });
  document.addEventListener('click', (event) => {
    const clear = event.target.closest?.('form[data-draft] a[data-clear]');
    if (clear) forget((key) => key === keyOf(clear.closest('form')));
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.matches('form[data-draft]')) storage(() => sessionStorage.setItem('draf-terkirim', keyOf(form)));
    if (form.getAttribute('action') === '/keluar') forget(() => true);
  });
})();
