import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { pdf } from '../support/files.ts';
import { signature, waitingTicket } from '../support/given.ts';
import { startS3Server } from '../support/s3-server.ts';
import { serveApp, startWeb } from '../support/web.ts';

it('reports a storage that is down as such, and a missing file as a fault of ours', async () => {
  const web = await startWeb();
  onTestFinished(() => web.stop());
  const s3 = await startS3Server('kunci');
  onTestFinished(() => s3.close());
  const app = await serveApp(web, {
    S3_BUCKET: 'cso',
    S3_ENDPOINT: s3.url,
    S3_ACCESS_KEY_ID: 'kunci',
    S3_SECRET_ACCESS_KEY: 'rahasia',
  });
  onTestFinished(() => app.close());
  const officer = await app.as('kppn-008');
  const answer = async () => ({
    permintaan: randomUUID(),
    jawaban: 'Lihat lampiran.',
    ...(await signature(web.prisma, 'CSO 1 Pekanbaru')),
  });
  const reference = await waitingTicket(web);
  const path = `/tiket/${reference}/jawaban`;
  expect((await officer.upload(path, await answer(), [['jawaban.pdf', pdf()]])).status).toBe(303);
  const { id } = await web.prisma.attachment.findFirstOrThrow({ where: { reference } });
  const file = () => officer.get(`/tiket/${reference}/lampiran/${id}`);
  expect((await file()).status).toBe(200);

  s3.objects.clear();
  expect((await file()).status).toBe(500);
  await s3.close();
  const away = await file();
  expect(away.status).toBe(503);
  expect(away.text).toContain('Tidak ada yang hilang.');
  const other = await waitingTicket(web);
  const refused = await officer.upload(`/tiket/${other}/jawaban`, await answer(), [['lain.pdf', pdf()]]);
  expect(refused.status).toBe(503);
  expect(refused.text).toContain('Tempat penyimpanan lampiran sedang tidak dapat dihubungi.');
});
