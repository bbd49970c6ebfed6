/** A mail in wire format. */
import MailComposer from 'nodemailer/lib/mail-composer';

export interface Post {
  id: string;
  address: string;
  subject: string;
  text: string;
  html: string;
  /** The ticket's reference; null for a digest. */
  reference: string | null;
  createdAt: Date;
}

export interface Sender {
  /** "HAI-DJPBN <noreply@cso.example.go.id>" */
  from: string;
  /** The host in Message-IDs. */
  host: string;
}

export interface Message {
  envelope: { from: string; to: string[] };
  /** Headers and body. */
  raw: Buffer;
}

/**
 * Every mail of a ticket refers to one id that no mail has itself, so that mail programs show them as one
 * conversation whichever arrives first.
 */
export async function messageOf(post: Post, { from, host }: Sender): Promise<Message> {
  const thread = post.reference === null ? {} : threadOf(`<${post.reference}@${host}>`);
  const node = new MailComposer({
    from,
    to: { name: '', address: post.address },
    subject: post.subject,
    text: post.text,
    html: post.html,
    date: post.createdAt,
    messageId: `<${post.id}@${host}>`,
    ...thread,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const envelope = node.getEnvelope();
  return { envelope: { from: envelope.from || '', to: envelope.to }, raw: await node.build() };
}

const threadOf = (root: string) => ({ inReplyTo: root, references: [root] });
