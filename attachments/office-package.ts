/** What an Office package (a zip) declares about its parts: their types and links (ECMA-376 part 2). */
import sax from 'sax';
import type { Budget } from './budget.ts';
import { connected, controls, damaged, linked, macros } from './refused.ts';
import { textOf } from './signatures.ts';

export type PackageKind = 'XLSX' | 'OTHER_WORKBOOK' | 'WORD' | 'SLIDES' | 'OTHER';

const typeList = '[content_types].xml';

export class OfficePackage {
  readonly #budget: Budget;
  readonly #parts: string[];
  /** Types by part, or by extension for unlisted parts. */
  readonly #types = new Map<string, string>();
  #leadsOut = false;

  constructor(names: string[], budget: Budget) {
    this.#parts = names.map((name) => name.toLowerCase());
    this.#budget = budget;
  }

  get isPackage(): boolean {
    return this.#parts.includes(typeList);
  }

  /** Whether this entry is one of the package's own lists. */
  isList(name: string): boolean {
    return name.toLowerCase() === typeList || /(^|\/)_rels\/[^/]*\.rels$/i.test(name);
  }

  addList(content: Buffer): void {
    this.#budget.takeXml(content.length);
    const parser = sax.parser(true);
    parser.onerror = parser.ondoctype = () => {
      throw damaged();
    };
    parser.onopentag = ({ name: tag, attributes }) => {
      this.#budget.takeTag();
      const given = attributes as Record<string, string>;
      if (/(^|:)Override$/.test(tag)) this.#type(given['PartName'] ?? '', given);
      if (/(^|:)Default$/.test(tag)) this.#type(`.${given['Extension']}`, given);
      if (/(^|:)Relationship$/.test(tag)) this.#leadsOut ||= isLinkOut(given);
    };
    // In pieces, because the parser checks its buffer's length only between two writes.
    for (const [piece] of textOf(content).matchAll(/[^]{1,65536}/g)) parser.write(piece);
    parser.close();
  }

  #type(of: string, { ContentType: type = '' }: Record<string, string>): void {
    this.#types.set(of.toLowerCase(), type.toLowerCase());
  }

  /** The kind; null if it is no Office package. @throws FileRefused */
  kind(): PackageKind | null {
    if (!this.isPackage) return null;
    const types = this.#parts.map(
      (name) => this.#types.get(`/${name}`) ?? this.#types.get(endingOf(name)) ?? '',
    );
    const some = (pattern: RegExp): boolean => types.some((type) => pattern.test(type));
    if (
      some(/(?<!binary\.)macroenabled|vbaproject|macrosheet/) ||
      this.#named(/(^|\/)vbaproject\.bin$|\/macrosheets\//)
    )
      throw macros();
    if (some(/ms-office\.activex/) || this.#named(/(^|\/)activex\/[^/]+$/)) throw controls();
    if (
      some(/\.(connections|querytable)\+xml$/) ||
      this.#named(/(^|\/)(connections\.xml|querytables\/[^/]+)$/)
    )
      throw connected();
    if (this.#leadsOut || some(/externallink(\+xml)?$/) || this.#named(/(^|\/)externallinks\/[^/]+$/))
      throw linked();
    if (some(/spreadsheetml\.sheet\.main\+xml$/)) return 'XLSX';
    if (some(/spreadsheetml\.template\.main\+xml$|sheet\.binary\./)) return 'OTHER_WORKBOOK';
    if (some(/wordprocessingml\./)) return 'WORD';
    return some(/presentationml\./) ? 'SLIDES' : 'OTHER';
  }

  #named(pattern: RegExp): boolean {
    return this.#parts.some((name) => pattern.test(name));
  }
}

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.'));

/**
 * Whether a reader follows this link by itself; a hyperlink waits for a click. A Word template on the author's disk
 * is fine.
 */
function isLinkOut({
  Type: type = '',
  Target: target = '',
  TargetMode: mode = '',
}: Record<string, string>): boolean {
  if (mode.toLowerCase() !== 'external') return false;
  if (/\/attachedTemplate$/i.test(type)) return /^(https?:|\\\\)/i.test(target);
  return /\/(xl)?externalLink(Path)?\b|\/oleObject$|\/frame$|\/subDocument$/i.test(type);
}
