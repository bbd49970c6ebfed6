/** Turns templates into TypeScript, so that the compiler reports fields that their data lack. */
import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import ts from 'typescript';

const root = new URL('../../', import.meta.url).pathname;
const eta = new Eta();

interface Template {
  /** Path from the project's root. */
  path: string;
  source: string;
  /** The type of `it`, with the names from `imports`. */
  type: string;
}

export const readTemplate = (path: string, type: string): Template => ({
  path,
  type,
  source: readFileSync(root + path, 'utf8'),
});

const include = /^include\('\/(.+?)', (.*)\)$/s;

/** The template as a function of `it`. A part gets its page's data, with what the page adds. */
function asTypeScript({ source, type }: Template, imports: string): string {
  const body = eta.parse(source).map((piece) => {
    if (typeof piece === 'string') return '';
    if (piece.t === 'e') return `${piece.val}\n`;
    if (piece.t === 'i') return `print(${piece.val});\n`;
    const [, part, data] = include.exec(piece.val) ?? [];
    return part ? `part<Part['${part}']>({ ...it, ...${data} });\n` : `raw(${piece.val});\n`;
  });
  return `${imports}
    declare function print(value: string | number | boolean | URLSearchParams | null | undefined): void;
    declare function raw(html: string): void;
    declare function part<Data>(data: Data): void;
    export function template(it: ${type}) {${body.join('')}}`;
}

/** The compiler's messages about the templates, as "path: message, of code". */
export function faultsIn(templates: Template[], imports: string): string[] {
  const options: ts.CompilerOptions = {
    ...{ target: ts.ScriptTarget.ES2024, lib: ['lib.es2024.d.ts'] },
    ...{ module: ts.ModuleKind.NodeNext, allowImportingTsExtensions: true, noEmit: true, skipLibCheck: true },
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, types: ['node'] },
    // Functions in a template name no types.
    noImplicitAny: false,
  };
  const files = new Map(
    templates.map((template) => [`${root}${template.path}.ts`, asTypeScript(template, imports)]),
  );
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    getSourceFile: (name, ...rest) => {
      const text = files.get(name);
      return text === undefined
        ? disk.getSourceFile(name, ...rest)
        : ts.createSourceFile(name, text, ts.ScriptTarget.ES2024);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    const faults = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return faults.map(({ messageText, start = 0, length = 0 }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, ' ');
      return `${name.slice(root.length, -3)}: ${message}, of ${file?.text.slice(start, start + length)}`;
    });
  });
}
