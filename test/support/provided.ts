import 'vitest';

/** What global-setup.ts provides to every test file. */
declare module 'vitest' {
  export interface ProvidedContext {
    /** The template database, migrated and seeded; never connect to it. */
    templateUrl: string;
    temporalAddress: string;
    temporalUiUrl: string;
    /** Path of the bundled workflows, built once for all files. */
    workflowBundle: string;
  }
}

export const TEMPLATE = 'template_of_tests';
