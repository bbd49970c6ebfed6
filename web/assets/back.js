/* "Kembali ke daftar tiket" returns to the list that this tab saw last, with its filter, order and page. */
(() => {
  const account = document.getElementById('sesi')?.dataset.account;
  if (!account) return;
  const key = `daftar:${account}`;
  const storage = (work) => {
    try {
      return work();
    } catch {
      return null; // Storage is off: the link leads to the plain list.
    }
  };

  if (document.querySelector('[data-list]'))
    addEventListener('pagehide', () =>
      storage(() => sessionStorage.setItem(key, location.pathname + location.search)),
    );
  const last = storage(() => sessionStorage.getItem(key));
  const back = document.querySelector('[data-back]');
  if (back && last) back.href = last;
})();
