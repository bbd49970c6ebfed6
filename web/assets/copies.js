/*
 * Text typed in a form with data-copy survives an expired session and a closed tab. This browser keeps it under the
 * account and the form's purpose (data-copy-of, or its address) until it is sent or cleared, the account logs out, or
 * a week has passed. Passwords, files and request keys are never kept.
 */
(() => {
  const PREFIX = 'draf:';
  const SENT = 'draf-terkirim';
  const LONGEST = 7 * 86_400_000;
  const keyOf = (form) =>
    `${PREFIX}${form.dataset.copy}:${form.dataset.copyOf ?? form.getAttribute('action')}`;
  const kept = (field) =>
    field.name && !['password', 'hidden', 'file', 'search', 'checkbox'].includes(field.type);
  const storage = (work) => {
    try {
      return work();
    } catch {
      return null; // Storage is off or full: keep nothing.
    }
  };

  const forget = (wanted) =>
    storage(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith(PREFIX) && wanted(key)) localStorage.removeItem(key);
    });

  const read = (key) => storage(() => JSON.parse(localStorage.getItem(key)));

  const save = (form) => {
    const typed = [...form.elements]
      .filter((field) => kept(field) && field.value !== '' && (field.type !== 'radio' || field.checked))
      .map(({ name, value }) => [name, value]);
    storage(() => localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), typed })));
  };

  /** @returns whether this set the field to the copy's value */
  const fill = (field, value) => {
    if (field.type === 'radio') {
      if (field.checked || field.value !== value) return false;
      return (field.checked = true);
    }
    // Keep what the address or the server chose; the first option of a select was not chosen by anybody.
    const untouched = isFresh(field.form) || (field.tagName !== 'SELECT' && field.value === '');
    if (!untouched || field.value === value) return false;
    if (field.tagName === 'SELECT' && listsOf(field.form)) offer(field, value);
    field.value = value;
    return field.value === value;
  };

  /** The part of the form that fetches itself again, with lists for the current values. */
  const listsOf = (form) => form.querySelector('[hx-trigger="pulih"]');

  const offer = (select, value) => {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
  };

  /** Whether the form is fresh: not rejected, and nothing chosen except its copy's own start (data-copy-of). */
  const isFresh = (form) =>
    (location.search === '' || 'copyOf' in form.dataset) && !form.querySelector('.govuk-error-summary');

  const restore = (form) => {
    const { typed = [] } = read(keyOf(form)) ?? {};
    let restored = false;
    for (const [name, value] of typed) {
      for (const field of [...form.elements].filter((known) => kept(known) && known.name === name))
        restored = fill(field, value) || restored;
    }
    if (!restored) return;
    const notice = form.querySelector('[data-restored]');
    if (notice) notice.hidden = false;
    document.getElementById('kabar').textContent = 'Isian terakhir Anda pada formulir ini dipulihkan.';
    // After htmx, which starts in a timer of its own.
    if (listsOf(form)) setTimeout(() => htmx.trigger(listsOf(form), 'pulih'));
  };

  forget((key) => !(Date.now() - read(key)?.at < LONGEST));

  // A sent form has arrived, unless it was rejected or the answer was an error or the log-in page. A form on the error
  // page is still waiting to be sent again.
  const sent = storage(() => sessionStorage.getItem(SENT));
  if (!document.querySelector('[data-retry]')) storage(() => sessionStorage.removeItem(SENT));
  if (sent && !document.querySelector('[data-unsent]')) forget((key) => key === sent);

  for (const form of document.querySelectorAll('form[data-copy]')) restore(form);

  document.addEventListener('input', (event) => {
    const form = event.target.closest?.('form[data-copy]');
    if (form) save(form);
  });
  // The server need not keep what this browser keeps.
  document.addEventListener('formdata', ({ target, formData }) => {
    if (target.matches('form[data-copy]') && storage(() => localStorage.getItem(keyOf(target))))
      formData.set('salinan', '1');
  });
  document.addEventListener('reset', (event) => {
    if (event.target.matches('form[data-copy]')) forget((key) => key === keyOf(event.target));
  });
  document.addEventListener('click', (event) => {
    const clear = event.target.closest?.('form[data-copy] a[data-clear]');
    if (clear) forget((key) => key === keyOf(clear.closest('form')));
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const formaction = event.submitter?.getAttribute('formaction');
    if (form.matches('form[data-copy]') && !formaction)
      storage(() => sessionStorage.setItem(SENT, keyOf(form)));
    if (form.getAttribute('action') === '/keluar') {
      const account = document.getElementById('sesi')?.dataset.account;
      forget((key) => key.startsWith(`${PREFIX}${account}:`));
    }
  });
})();
