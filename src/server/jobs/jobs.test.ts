import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createMailer, type Mailer } from '../mail/mailer.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { invite, organization, person, type TestPerson } from '../testing/people.ts';
import { purge, sendDueMail } from './jobs.ts';

/** An SMTP server on this machine that keeps what it gets, or refuses every mail while `refuse` is set. */
class Mailbox {
  readonly mails: string[] = [];
  refuse = false;
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _, done) => {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => {
        text += part;
      });
      stream.on('end', () => {
        if (this.refuse) return done(new Error('mailbox unavailable'));
        this.mails.push(text.replaceAll('=\r\n', ''));
        done();
      });
    },
  });

  async open(): Promise<Mailer> {
    const listening = this.#server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    return createMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Steward <steward@mail.example>' });
  }
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

onEachEngine(
  'the mail of invitations',
  (world) => {
    const mailbox = new Mailbox();
    let mailer: Mailer;
    let admin: TestPerson;
    let org_id: string;
    beforeAll(async () => {
      mailer = await mailbox.open();
      admin = await person(world, { first_name: 'Grace', last_name: 'Hopper' });
      org_id = await organization(world, admin);
    });
    afterAll(async () => {
      mailer.close();
      await mailbox.close();
    });
    beforeEach(() => {
      mailbox.mails.length = 0;
      mailbox.refuse = false;
    });
    const run = () => sendDueMail(world.db, world.deps.log, mailer);
    const delivery = async (email: string) => {
      const { invitations } = await world.ok('invitations.list', admin, {
        params: { org_id },
        query: { search: email },
      });
      return invitations.map((one) => one.delivery);
    };
    /** The next attempt is due now. */
    const hurry = () =>
      sql`update outbox set next_attempt_at = steward_now() - interval '1 second' where done_at is null`.execute(
        world.db,
      );

    it('arrives once, says who invites to what, and is noted as sent', async () => {
      await invite(world, admin, org_id, 'guest@mail.example', 'financial_manager');
      expect(await delivery('guest@mail.example')).toEqual(['queued']);
      expect(await run()).toBe(1);
      await hurry();
      expect(await run()).toBe(0);
      expect(mailbox.mails).toHaveLength(1);
      const [mail] = mailbox.mails;
      expect(mail).toContain('To: guest@mail.example');
      expect(mail).toContain(`Subject: Grace Hopper invites you to The ${org_id}`);
      expect(mail).toContain('as Financial Manager');
      expect(await delivery('guest@mail.example')).toEqual(['sent']);
    });

    it('is not sent when the invitation was rescinded or answered meanwhile', async () => {
      const guest = await person(world);
      const accepted = await invite(world, admin, org_id, guest.email);
      const rescinded = await invite(world, admin, org_id, 'rescinded@mail.example');
      await world.ok('my_invitations.accept', guest, { params: { user_id: 'me', id: accepted } });
      await world.ok('invitations.cancel', admin, { params: { org_id }, body: { ids: [rescinded] } });
      expect(await run()).toBe(2);
      expect(mailbox.mails).toEqual([]);
    });

    it('is tried again later when the server refuses it, then given up, and goes out when it is sent again', async () => {
      mailbox.refuse = true;
      const id = await invite(world, admin, org_id, 'refused@mail.example');
      for (let attempt = 1; attempt <= 8; attempt++) {
        expect(await delivery('refused@mail.example')).toEqual(['queued']);
        expect(await run()).toBe(1);
        expect(await run()).toBe(0);
        const [row] = await world.rows(sql<{ attempts: number; last_error: string }>`
          select attempts, last_error from outbox order by id desc limit 1`);
        expect([row?.attempts, row?.last_error.includes('mailbox unavailable')]).toEqual([attempt, true]);
        await hurry();
      }
      expect(await run()).toBe(0);
      expect(await delivery('refused@mail.example')).toEqual(['failed']);
      mailbox.refuse = false;
      await world.ok('invitations.resend', admin, { params: { org_id, id } });
      expect(await run()).toBe(1);
      expect([mailbox.mails.length, await delivery('refused@mail.example')]).toEqual([1, ['sent']]);
    });

    it('is sent by one of several servers that look at once', async () => {
      for (let index = 0; index < 30; index++) await invite(world, admin, org_id, `crowd${index}@mail.example`);
      while ((await Promise.all([run(), run(), run()])).some((sent) => sent > 0));
      expect(mailbox.mails).toHaveLength(30);
      const recipients = new Set(mailbox.mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]));
      expect(recipients.size).toBe(30);
    });

    it('is forgotten a week after it was sent, and a kept answer after a day', async () => {
      await sql`update outbox set done_at = steward_now() - interval '8 days' where done_at is not null`.execute(
        world.db,
      );
      const headers = { 'idempotency-key': 'old-answer' };
      await world.ok(
        'keys.create',
        admin,
        { params: { user_id: 'me' }, body: { keys: [{ description: 'x' }] } },
        headers,
      );
      await sql`update idempotency_keys set created_at = steward_now() - interval '25 hours'`.execute(world.db);
      await purge(world.db);
      const [row] = await world.rows(sql<{ left: number }>`
        select (select count(*) from outbox) + (select count(*) from idempotency_keys) as left`);
      expect(row?.left).toBe(0);
    });
  },
  { mail: true },
);
