import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../arguments.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { invite, member, organization, person } from '../testing/people.ts';
import { serveHere, temporaryFolder } from '../testing/processes.ts';
import { setPlan, setPlanFromCommandLine } from './set-plan.ts';

onEachEngine('an operator who sets a plan', (world) => {
  it('changes it, notes it in the log of the organization, and answers the one before', async () => {
    const admin = await person(world);
    const org_id = await organization(world, admin);
    expect(await setPlan(world.db, org_id, 'pay_as_you_go')).toBe('enterprise');
    expect(await setPlan(world.db, org_id, 'pay_as_you_go')).toBe('pay_as_you_go');
    expect(await setPlan(world.db, 'nowhere', 'enterprise')).toBeNull();
    const { organization: after } = await world.ok('organizations.get', admin, { params: { org_id } });
    expect(after.plan).toBe('pay_as_you_go');
    const body = { query: { operations: [10001] } };
    const { entries } = await world.ok('audit.search', admin, { params: { user_id: org_id }, body });
    expect(entries.map(({ details }) => details.changes)).toEqual([
      { plan: { before: 'enterprise', after: 'pay_as_you_go' } },
    ]);
  });

  it('leaves whoever has only pay-as-you-go with one organization, until Enterprise lifts it', async () => {
    const [who, founder] = [await person(world), await person(world)];
    const own = await organization(world, who);
    await setPlan(world.db, own, 'pay_as_you_go');
    const body = (id: string) => ({ organizations: [{ id, name: `The ${id}`, billing_email: 'a@b.example' }] });
    const create = () =>
      world.refusal('organizations.create', who, { params: { user_id: 'me' }, body: body(world.unique('more')) });
    expect(await create()).toBe('403/11006 plan');
    const [cheap, large] = [await organization(world, founder), await organization(world, founder)];
    const accept = async (org_id: string) => {
      const id = await invite(world, founder, org_id, who.email, 'admin');
      return world.refusal('my_invitations.accept', who, { params: { user_id: 'me', id } });
    };
    await setPlan(world.db, cheap, 'pay_as_you_go');
    expect(await accept(cheap)).toBe('403/11006 plan');
    expect([await accept(large), await create()]).toEqual(['200/10000', '200/10000']);
  });

  it('counts no organization in which one is no admin', async () => {
    const founder = await person(world);
    const org_id = await organization(world, founder);
    await setPlan(world.db, org_id, 'pay_as_you_go');
    const colleague = await member(world, founder, org_id);
    await organization(world, colleague);
  });
});

describe('set-plan on the command line', () => {
  it('works on a folder that no server has open, and says what it cannot do', async () => {
    const folder = await temporaryFolder();
    const data = join(folder, 'data');
    const run = async (...args: string[]) => {
      const lines: string[] = [];
      const given = readArguments(['set-plan', ...args, '--data', data]);
      if (given.command.name !== 'set-plan') throw new Error('it is read as another command');
      const write = (line: string) => lines.push(line);
      const code = await setPlanFromCommandLine(given, given.command, write, write);
      return [code, lines.join('\n')];
    };
    expect(await run('acme', 'enterprise')).toEqual([1, `There is no data folder ${data}`]);
    const server = await serveHere('--data', data);
    const { db } = server.deps;
    await db.insertInto('owners').values({ id: 'acme', kind: 'organization' }).execute();
    const acme = { id: 'acme', name: 'Acme', name_key: 'acme', billing_email: 'a@b.example' };
    await db
      .insertInto('organizations')
      .values({ ...acme, image: null, deleted_by: null })
      .execute();
    expect(await run('acme', 'enterprise')).toEqual([1, expect.stringContaining(`in use by process ${process.pid}`)]);
    await server.close();
    expect(await run('nowhere', 'enterprise')).toEqual([1, 'There is no organization nowhere']);
    expect(await run('acme', 'pay_as_you_go')).toEqual([0, 'acme: enterprise is pay_as_you_go now']);
    expect(await run('acme', 'pay_as_you_go')).toEqual([0, 'acme: is on pay_as_you_go already']);
    await expect(run('acme', 'gold')).rejects.toThrow('set-plan: give an organization');
  });
});
