/* "Kembali ke daftar tiket" leads to the list that this tab saw last, as it was left: with its filter, order and page. */
(() => {
  const account = document.getElementById('sesi')?.dataset.account;
  if (!account) return;
  const key = `daftar:${account}`;
  const storage = (work) => {
    try {
      return work();
    } catch {
      return null; // Turned off: then it leads to the list from its beginning.
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
