/*
 * "Mencari menu tertentu?": shows the menus that match the typed text; arrow keys and Enter or a click choose one.
 * Ctrl+K (⌘K on a Mac, where text fields use Ctrl+K) focuses the box from anywhere. Without this script the form asks
 * /menu.
 */
(() => {
  const form = document.querySelector('[data-menu-search]');
  if (!form) return;
  const box = form.elements.q;
  const list = document.getElementById('daftar-menu');
  const menus = [...list.querySelectorAll('[role="option"]')];
  const none = list.querySelector('[data-none]');
  const key = form.querySelector('kbd');
  const isMac = /mac/i.test(navigator.userAgentData?.platform ?? navigator.platform);
  let before = null;

  const shown = () => menus.filter((menu) => !menu.hidden);
  const active = () => menus.find((menu) => menu.getAttribute('aria-selected') === 'true');

  const choose = (menu) => {
    for (const other of menus) other.setAttribute('aria-selected', String(other === menu));
    if (menu) box.setAttribute('aria-activedescendant', menu.id);
    else box.removeAttribute('aria-activedescendant');
  };

  const open = () => {
    const typed = box.value.trim().toLowerCase();
    for (const menu of menus) menu.hidden = !menu.textContent.toLowerCase().includes(typed);
    none.hidden = shown().length > 0;
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    choose(typed === '' ? undefined : shown()[0]);
  };

  const close = () => {
    list.hidden = true;
    box.setAttribute('aria-expanded', 'false');
    choose(undefined);
  };

  const step = (by) => {
    if (list.hidden) open();
    const offered = shown();
    const from = offered.indexOf(active());
    const to = from < 0 && by < 0 ? offered.length - 1 : (from + by + offered.length) % offered.length;
    choose(offered[to]);
  };

  const leave = () => {
    close();
    box.value = '';
    before?.focus();
  };

  const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: leave };

  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-controls', list.id);
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-keyshortcuts', isMac ? 'Meta+K' : 'Control+K');
  key.textContent = isMac ? '⌘ K' : 'Ctrl K';
  key.hidden = false;
  close();

  box.addEventListener('click', open);
  box.addEventListener('input', open);
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener('mousedown', (event) => {
    event.preventDefault(); // Keep the focus in the box until the click arrives.
    const menu = event.target.closest('[role="option"]');
    if (menu) location.assign(menu.dataset.href);
  });
  form.addEventListener('submit', (event) => {
    const menu = active() ?? (shown().length === 1 ? shown()[0] : undefined);
    if (list.hidden || !menu) return;
    event.preventDefault();
    location.assign(menu.dataset.href);
  });

  document.addEventListener('keydown', (event) => {
    const asked = event.key.toLowerCase() === 'k' && (isMac ? event.metaKey : event.ctrlKey);
    if (!asked || event.shiftKey || event.altKey || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    if (document.activeElement !== box) before = document.activeElement;
    box.focus();
    box.select();
    open();
  });
})();
