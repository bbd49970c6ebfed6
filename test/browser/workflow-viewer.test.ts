/** A supervisor reads in Chromium what happened to a ticket and what it waits for. */
import { expect } from 'vitest';
import { it } from '../support/browser.ts';
import { escalatedTicket } from '../support/given.ts';

it(
  'opens from the ticket and tells its history in Indonesian',
  { timeout: 90_000 },
  async ({ open, web, complaints }) => {
    const reference = await escalatedTicket(web);
    const page = await open('pengawas-008');
    await page.goto(`/tiket/${reference}`);
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Buka alur kerja di Temporal' }).click();
    const viewer = await opened;
    viewer.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await viewer.getByRole('heading', { name: reference }).waitFor();
    expect(new URL(viewer.url()).pathname).toContain(
      `/alur/namespaces/${web.namespace}/workflows/${reference}`,
    );
    await viewer.getByText('Mencatat: eskalasi ke HAI').first().waitFor();
    await viewer.getByText('Menunggu saat peringatan SLA').first().waitFor();
    expect(await viewer.getByRole('button', { name: 'Request Cancellation' }).isEnabled()).toBe(false);
    // Its only POST, for the workflow's current details, is refused.
    expect(complaints.filter((text) => !text.includes('403'))).toEqual([]);
  },
);

it('shows typed text as text', { timeout: 90_000 }, async ({ open, web }) => {
  const hostile = '<img src=x onerror=alert(1)> <svg onload=alert(1)> [a](javascript:alert(1))';
  const reference = await escalatedTicket(web, { subject: hostile, question: hostile });
  const page = await open('pengawas-008');
  page.on('dialog', () => expect.unreachable('a script of what people typed ran'));
  await page.goto(`/alur/namespaces/${web.namespace}/workflows/${reference}`);
  await page.getByText('onerror=alert(1)').first().waitFor();
  expect(await page.locator('[onerror], [onload], [href^="javascript:"]').count()).toBe(0);
});

it("lists the unit's overdue tickets by the saved address", { timeout: 90_000 }, async ({ open, web }) => {
  const reference = await escalatedTicket(web, { openedAt: new Date(Date.now() - 30 * 86_400_000) });
  const page = await open('pengawas-008');
  const query = "TicketUnit = 'KPPN-008' AND TicketBreached = true AND ExecutionStatus = 'Running'";
  const address = `/alur/namespaces/${web.namespace}/workflows?${new URLSearchParams({ query }).toString()}`;
  await expect
    .poll(
      async () => {
        await page.goto(address);
        await page
          .getByRole('link', { name: 'ticket', exact: true })
          .first()
          .waitFor({ timeout: 3000 })
          .catch(() => null);
        return page.getByRole('link', { name: reference }).count();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  await page.getByRole('link', { name: reference }).first().click();
  await page
    .getByText(/Mencatat: .*batas SLA terlewati/)
    .first()
    .waitFor();
});
