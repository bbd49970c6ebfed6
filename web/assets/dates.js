/* A calendar beside a typed date, and a message for a wrong one. Without this script a date is only typed. */
(() => {
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2})[.:](\d{2}))?(?:[.:]\d{2})?$/;
  const two = (digits) => digits.padStart(2, '0');

  const isReal = (iso) => {
    const at = new Date(`${iso.slice(0, 10)}T${iso.slice(11) || '00:00'}Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso.slice(0, 10));
  };

  /** "17/08/2026 18.30" as a date field's value; an ISO date stays; empty for no date. */
  const toIso = (text, type) => {
    const [match, day, month, year, hour = '0', minute = '00'] = typed.exec(text.trim()) ?? [];
    const clock = type === 'date' ? '' : `T${two(hour)}:${minute}`;
    const iso = match ? `${year}-${two(month)}-${two(day)}${clock}` : text.trim();
    return isReal(iso) ? iso : '';
  };

  const toTyped = (iso) => {
    const [year, month, day, hour, minute] = iso.split(/[-T:]/);
    return `${day}/${month}/${year}${hour ? ` ${hour}.${minute}` : ''}`;
  };

  const tell = (text, name) => text.dispatchEvent(new Event(name, { bubbles: true }));

  /** The browser's own date field, unseen beside the button: it knows the days and shows the calendar. */
  const dateFieldOf = (text, button) => {
    const field = document.createElement('input');
    Object.assign(field, { type: button.dataset.calendar, className: 'date__field', tabIndex: -1 });
    field.setAttribute('aria-hidden', 'true');
    field.addEventListener('input', (event) => event.stopPropagation());
    field.addEventListener('change', (event) => {
      event.stopPropagation();
      if (field.value === '') return;
      text.value = toTyped(field.value);
      tell(text, 'input');
      tell(text, 'change');
    });
    button.before(field);
    return field;
  };

  const prepare = () => {
    for (const button of document.querySelectorAll('[data-calendar][hidden]')) {
      const text = button.parentElement.querySelector('[data-wrong]');
      const field = dateFieldOf(text, button);
      button.hidden = false;
      button.addEventListener('click', () => {
        field.value = toIso(text.value, field.type);
        field.showPicker();
      });
      // Before a filter asks for its list.
      text.addEventListener('input', () => text.setCustomValidity(''));
      text.addEventListener('change', () => {
        const right = text.value.trim() === '' || toIso(text.value, field.type) !== '';
        text.setCustomValidity(right ? '' : text.dataset.wrong);
      });
    }
  };
  prepare();
  document.addEventListener('htmx:after:swap', prepare);
})();
