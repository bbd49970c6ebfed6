/* "Mencari menu tertentu?": a menu that is picked, or typed to the end, opens. Without this the form asks /menu. */
(() => {
  const form = document.querySelector('[data-menu-search]');
  if (!form) return;
  const menus = [...form.querySelectorAll('option')].map((option) => ({
    label: option.value.toLowerCase(),
    href: option.dataset.href,
  }));

  const find = (text) => {
    const typed = text.trim().toLowerCase();
    if (!typed) return undefined;
    const found = menus.filter(({ label }) => label.includes(typed));
    return found.find(({ label }) => label === typed) ?? (found.length === 1 ? found[0] : undefined);
  };

  form.addEventListener('submit', (event) => {
    const menu = find(form.elements.q.value);
    if (!menu) return;
    event.preventDefault();
    location.assign(menu.href);
  });

  // Picked from the list, not typed letter by letter.
  form.elements.q.addEventListener('input', (event) => {
    const picked = !event.inputType || event.inputType === 'insertReplacementText';
    if (picked) form.requestSubmit();
  });
})();
