/** A mail's content, rendered as text and as HTML. All fields are text; the template escapes them. */
import { Eta } from 'eta';
import { blocksOf } from '../domain/texts.ts';

export interface Letter {
  /** One line: the subject after the ticket's number. */
  subject: string;
  /** What happened, in one line. */
  heading: string;
  paragraphs: string[];
  /** Texts that people wrote, each with its title. */
  quotes: { title: string; text: string }[];
  facts: { label: string; value: string }[];
  /** A digest's tickets. */
  tickets: { reference: string; subject: string; note: string; href: string }[];
  link: { href: string; label: string };
  /** Small print. */
  footer: string[];
}

/** What its template is given. */
export type LetterView = Letter & { blocksOf: typeof blocksOf };

interface Rendered {
  subject: string;
  text: string;
  html: string;
}

const eta = new Eta({ views: new URL('./views', import.meta.url).pathname, cache: true, autoEscape: true });

export const renderLetter = (letter: Letter): Rendered => ({
  subject: oneLine(letter.subject),
  text: asText(letter),
  html: eta.render('letter', { ...letter, blocksOf } satisfies LetterView),
});

/** Safe for a header: control characters, such as line ends, become spaces. */
const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 250);

function asText({ heading, paragraphs, quotes, facts, tickets, link, footer }: Letter): string {
  const parts = [
    heading,
    ...paragraphs,
    ...quotes.map(({ title, text }) => `${title}:\n${indented(text)}`),
    ...tickets.map(
      ({ reference, subject, note, href }) => `${reference}: ${oneLine(subject)}\n${note}\n${href}`,
    ),
    facts.map(({ label, value }) => `${label}: ${oneLine(value)}`).join('\n'),
    `${link.label}:\n${link.href}`,
    `-- \n${footer.join('\n')}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const indented = (text: string): string =>
  blocksOf(text)
    .map((block) => block.text)
    .join('\n')
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
