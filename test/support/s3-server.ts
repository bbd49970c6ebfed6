/** A small server with the part of S3 that our storage uses; keeps objects in memory. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface S3Server {
  url: string;
  /** By bucket and key, such as `cso/lampiran/1`. */
  objects: Map<string, Buffer>;
  close(): Promise<void>;
}

/** Small pages, so that a listing has more than one. */
const pageSize = 2;

export async function startS3Server(accessKeyId: string): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const signed = request.headers.authorization?.includes(`Credential=${accessKeyId}/`) === true;
    if (signed) void answer(objects, request, response);
    else fail(response, 403, 'AccessDenied');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, objects, close };
}

async function answer(
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3.invalid');
  const key = decodeURIComponent(pathname.slice(1));
  const found = objects.get(key);
  if (request.method === 'PUT') {
    // Real S3 refuses a stream without a length.
    if (request.headers['content-length'] === undefined) return fail(response, 411, 'MissingContentLength');
    objects.set(key, await buffer(request));
    response.writeHead(200).end();
  } else if (request.method === 'DELETE') {
    objects.delete(key);
    response.writeHead(204).end();
  } else if (searchParams.has('list-type')) list(objects, key.replace(/\/?$/, '/'), searchParams, response);
  else if (found) response.writeHead(200, { 'Content-Length': found.length }).end(found);
  else fail(response, 404, 'NoSuchKey');
}

function list(
  objects: Map<string, Buffer>,
  bucket: string,
  asked: URLSearchParams,
  response: ServerResponse,
): void {
  const prefix = bucket + (asked.get('prefix') ?? '');
  const after = asked.get('continuation-token') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
  const page = keys.slice(0, pageSize);
  const more = keys.length > pageSize;
  const contents = page.map((key) => `<Contents><Key>${key.slice(bucket.length)}</Key></Contents>`).join('');
  const next = more ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : '';
  response
    .writeHead(200, { 'Content-Type': 'application/xml' })
    .end(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents}</ListBucketResult>`);
}

const fail = (response: ServerResponse, status: number, code: string): void =>
  void response
    .writeHead(status, { 'Content-Type': 'application/xml' })
    .end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
