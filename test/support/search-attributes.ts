import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../local/search-attributes.ts';

/** As Temporal's API numbers them. */
const TYPE_NUMBERS = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6 };

const searchAttributes = Object.fromEntries(
  Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, TYPE_NUMBERS[type]]),
);

/** Makes the search attributes of tickets known to a namespace. */
export async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}
