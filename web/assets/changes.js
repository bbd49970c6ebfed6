/* After a part refreshes: announces it, highlights what is new, and renews a form that is out of date. */
(() => {
  const place = document.querySelector('[data-live]');
  if (!place) return;

  const status = document.getElementById('kabar');
  const part = () => place.querySelector('[hx-trigger="segar"]');
  const marked = () => [...part().querySelectorAll('[id^="peristiwa-"], [id^="baris-"]')];
  const text = () => part().textContent.replace(/\s+/g, ' ');
  let before = { text: text(), ids: new Set(marked().map(({ id }) => id)) };

  /** Whether somebody is filling in a form: text, a changed choice, or the cursor in a field. */
  const isBusy = (acts) =>
    acts.contains(document.activeElement) ||
    acts.querySelector('[data-file]') ||
    [...acts.querySelectorAll('textarea, input:not([type="hidden"], [type="radio"])')].some(
      (field) => field.value,
    ) ||
    [...acts.querySelectorAll('select')].some(
      (field) => !field.selectedOptions[0]?.defaultSelected && field.value,
    );

  const renewActs = () => {
    const acts = document.getElementById('tindakan');
    const offered = part().querySelector('[data-acts]');
    if (!acts || acts.dataset.acts === offered.dataset.acts || acts.querySelector('[aria-disabled="true"]'))
      return;
    if (isBusy(acts)) acts.querySelector('[data-changed]').hidden = false;
    else htmx.trigger(acts, 'ganti');
  };

  document.addEventListener('htmx:after:swap', (event) => {
    const followed = event.detail.ctx.sourceElement === part();
    const after = { text: text(), ids: new Set(marked().map(({ id }) => id)) };
    if (after.text !== before.text) {
      const { kabar } = (part().querySelector('[data-kabar]') ?? part()).dataset;
      status.textContent = kabar;
      if (followed) {
        for (const item of marked()) item.classList.toggle('is-new', !before.ids.has(item.id));
      }
    }
    before = after;
    renewActs();
  });
})();
