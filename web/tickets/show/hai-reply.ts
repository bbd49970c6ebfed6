import { Hono } from 'hono';
import { z } from 'zod';
import { haiReplyKey, pageReplyId } from '../../../domain/keys.ts';
import { replyForHai } from '../../../tickets/hai-reply.ts';
import type { Web } from '../../context.ts';
import { requiredText } from '../../forms/fields.ts';
import { traits } from '../../http/traits.ts';
import { performAct } from './perform.ts';

/** HAI's reply from its page (specification.md 5). */
export const haiReply = new Hono<Web>();

const form = z.object({ balasan: requiredText('Balasan') });

haiReply.post('/:ref/balasan-hai', traits({ files: true, shownAt: '/tiket/:ref' }), (c) =>
  performAct(c, {
    name: 'haiReply',
    form,
    keyOf: (accountId, permintaan) => haiReplyKey(pageReplyId(accountId, permintaan)),
    ask: async ({ balasan: body }, { permintaan, ...request }) => {
      const { id: accountId } = c.get('account');
      const id = pageReplyId(accountId, permintaan);
      await replyForHai(c.get('services'), { ...request, id, body, accountId });
      return null;
    },
  }),
);
