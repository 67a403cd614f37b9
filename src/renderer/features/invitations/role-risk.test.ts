import { expect, it } from 'vitest';
import { ROLE_IDS } from '../../../contract/permissions.ts';
import { roleRisk } from './role-risk.ts';

it('says of every role what somebody should think about before giving it', () => {
  expect(Object.fromEntries(ROLE_IDS.map((role) => [role, roleRisk(role)]))).toEqual({
    admin: {
      level: 'high',
      text: 'Can invite and remove people, change security rules, change budgets and payments and see bills',
    },
    financial_manager: { level: 'some', text: 'Can change budgets and payments and see bills' },
    organization_contributor: { level: 'some', text: 'Can delete apps' },
    organization_user: { level: 'low', text: 'Can see every app and changes nothing' },
    team_contributor: { level: 'low', text: 'Can change content in the apps of their teams' },
    infrastructure_manager: { level: 'some', text: 'Can delete clusters' },
  });
});
