/** Hostile addresses, percent-encoded (security.md 15 and 17). */
export const hostileQueries = [
  '%00',
  '%ED%A0%80',
  '%FF%FE',
  '%',
  '%25',
  '_',
  '%5C',
  "'%20OR%201=1--",
  "'%3B%20DROP%20TABLE%20ticket%3B--",
  '%22%3E%3Csvg%20onload=alert(1)%3E',
  '%E2%80%AE%F0%9F%98%80',
  'x'.repeat(5000),
];

/** Hostile field values: markup, NUL, half a surrogate pair, right to left, emoji, an endless word. */
export const hostileTexts = [
  '"><svg onload=alert(1)>',
  'a\0b',
  '\ud800 setengah',
  '\u202eمرحبا \u200b\u0301',
  '😀👩‍👩‍👧‍👦'.repeat(20),
  'W'.repeat(10_000),
  '=HYPERLINK("http://evil.example";"x")',
  "'; DROP TABLE ticket; --",
];
