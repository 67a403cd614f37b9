import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach, describe, expect, it } from 'vitest';
import { open } from '../../testing/scene.ts';

const APP = '/o/radiology-ag/apps/chest-x-ray';

afterEach(() => {
  cleanup();
  toast.dismiss();
});

describe('AppPage', () => {
  it('sends only what was changed: each field needs a right of its own', async () => {
    const { user, sent } = await open(APP);
    await user.click(await screen.findByRole('button', { name: 'Edit app…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit Chest X-ray' });
    const description = within(dialog).getByLabelText('Description');
    await user.clear(description);
    await user.type(description, 'Reads thorax images.');
    await user.click(within(dialog).getByRole('button', { name: 'Save app' }));
    expect(await screen.findByText('Reads thorax images.')).toBeTruthy();
    expect(sent('app.update')).toMatchObject([{ body: { app: { description: 'Reads thorax images.' } } }]);
    expect(Object.keys((sent('app.update') as [{ body: { app: object } }])[0].body.app)).toEqual(['description']);
  });

  it('refuses metadata that is no JSON object before anything is sent', async () => {
    const { user, sent } = await open(APP);
    await user.click(await screen.findByRole('button', { name: 'Edit app…' }));
    const metadata = await screen.findByLabelText('Metadata');
    await user.clear(metadata);
    await user.type(metadata, 'department: radiology');
    await user.click(screen.getByRole('button', { name: 'Save app' }));
    expect(await screen.findByText('It is no JSON.')).toBeTruthy();
    expect(sent('app.update')).toEqual([]);
  });

  it('shows notes as they were written', async () => {
    await open(APP);
    expect(await screen.findByText(/# How we work/)).toBeTruthy();
  });

  it('counts what is lost and wants the id typed before an app is deleted', async () => {
    const { user, sent, path } = await open(`${APP}?tab=settings`);
    await user.click(await screen.findByRole('button', { name: 'Delete…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete Chest X-ray?' });
    expect(
      await within(dialog).findByText('Deletes 4 models, 4 workflows, 4 datasets, 4 inputs and 4 modules.'),
    ).toBeTruthy();
    await user.type(within(dialog).getByLabelText('Type chest-x-ray to confirm'), 'chest-x-ray');
    await user.click(within(dialog).getByRole('button', { name: 'Delete app' }));
    await waitFor(() => expect(path()).toBe('/o/radiology-ag/apps'));
    expect(sent('app.delete')).toHaveLength(1);
  });

  it('gives an app to an organization in which one may create apps', async () => {
    const { user, sent, path, bridge } = await open(`${APP}?tab=settings`);
    await user.click(await screen.findByRole('button', { name: 'Transfer…' }));
    const target = await screen.findByLabelText('To organization');
    // In the third organization the role creates no apps: it is not offered.
    expect(
      within(target)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Harbor Logistics']);
    const id = screen.getByLabelText('Id there');
    await user.clear(id);
    await user.type(id, 'thorax');
    await user.click(screen.getByRole('button', { name: 'Transfer app' }));
    await waitFor(() => expect(path()).toBe('/o/harbor-logistics/apps/thorax'));
    expect(sent('app.transfer')).toMatchObject([{ body: { organization_id: 'harbor-logistics', new_id: 'thorax' } }]);
    expect(bridge.data.apps.some((app) => app.user_id === 'harbor-logistics' && app.id === 'thorax')).toBe(true);
  });
});

describe('what is in an app', () => {
  it('is created, changed and deleted', async () => {
    const { user, sent, choose } = await open(`${APP}?tab=models`);
    await user.click(await screen.findByRole('button', { name: 'Create model…' }));
    await user.type(await screen.findByLabelText('Name'), 'Rib counter');
    await user.click(screen.getByRole('button', { name: 'Create model' }));
    expect(await screen.findByRole('row', { name: /Rib counter/ })).toBeTruthy();
    await choose('Rib counter', /^Edit…/);
    const name = await screen.findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Rib finder');
    await user.click(screen.getByRole('button', { name: 'Save model' }));
    expect(await screen.findByRole('row', { name: /Rib finder rib-counter/ })).toBeTruthy();
    await choose('Rib finder', 'Delete…');
    await user.click(await screen.findByRole('button', { name: 'Delete 1 model' }));
    await waitFor(() => expect(screen.queryByRole('row', { name: /Rib finder/ })).toBeNull());
    expect(sent('models.delete')).toMatchObject([{ body: { ids: ['rib-counter'] } }]);
  });

  it('is offered as far as the abilities of the app go, and says why not', async () => {
    const { user } = await open('/o/nimbus-retail/apps/chest-x-ray?tab=models');
    const create = await screen.findByRole('button', { name: 'Create model…' });
    expect(create.getAttribute('aria-disabled')).toBe('true');
    expect(create.getAttribute('aria-description')).toMatch(/^You may not create models\./);
    await user.click(screen.getByRole('tab', { name: 'Modules' }));
    expect(await screen.findByRole('grid', { name: 'Modules' })).toBeTruthy();
  });
});

it('installs a module from elsewhere, and uninstalls it', async () => {
  const { user, sent, choose } = await open(`${APP}?tab=modules`);
  await user.click(await screen.findByRole('button', { name: 'Install module…' }));
  await user.type(await screen.findByLabelText('App id'), 'fracture-triage');
  await user.type(screen.getByLabelText('Module id'), 'reading-room');
  await user.click(screen.getByRole('button', { name: 'Install module' }));
  const reference = { module_owner_id: 'radiology-ag', module_app_id: 'fracture-triage', module_id: 'reading-room' };
  await waitFor(() =>
    expect(sent('installed_modules.create')).toMatchObject([{ body: { installed_modules: [reference] } }]),
  );
  await choose('reading-room', 'Uninstall…');
  await user.click(await screen.findByRole('button', { name: 'Uninstall module' }));
  expect(await screen.findByText('None installed')).toBeTruthy();
  expect(sent('installed_modules.delete')).toMatchObject([{ body: { installed_modules: [reference] } }]);
});

describe('collaborators', () => {
  it('are added by id with chosen actions', async () => {
    const { user, sent } = await open(`${APP}?tab=collaborators`);
    await user.click(await screen.findByRole('button', { name: 'Add collaborator…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Add a collaborator to Chest X-ray' });
    await user.type(within(dialog).getByLabelText('Id'), 'grace');
    await user.selectOptions(within(dialog).getByLabelText('What they may do'), 'chosen');
    await user.click(within(dialog).getByRole('checkbox', { name: 'Train models' }));
    await user.click(within(dialog).getByRole('button', { name: 'Add collaborator' }));
    await waitFor(() => expect(sent('collaborators.add')).toHaveLength(1));
    expect(sent('collaborators.add')).toMatchObject([
      { body: { collaborators: [{ id: 'grace', scopes: ['view_apps', 'view_models', 'train_models'] }] } },
    ]);
  });
});

describe('who can reach an app', () => {
  it('tells for each person through what, and every action in the details', async () => {
    const { user } = await open(`${APP}?tab=access`);
    const row = await screen.findByRole('row', { name: /Barbara Thompson/ });
    expect(row.textContent).toContain('Model Trainer');
    expect(row.textContent).toContain('Through team Radiology, whose default is Model Trainer');
    await user.click(within(row).getByText('Barbara Thompson'));
    const details = await screen.findByRole('complementary', { name: 'Barbara Thompson' });
    expect(within(details).getByRole('link', { name: 'Radiology' }).getAttribute('href')).toBe(
      '/o/radiology-ag/teams/radiology',
    );
    expect(within(details).getByText('Train models')).toBeTruthy();
  });

  it('is for those who may see it', async () => {
    await open('/o/nimbus-retail/apps/chest-x-ray?tab=access');
    expect(await screen.findByRole('heading', { name: 'You may not see who can reach an app' })).toBeTruthy();
  });
});
