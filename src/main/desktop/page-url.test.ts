import { expect, test } from 'vitest';
import { mayOpenOutside } from './outside-links.ts';
import { isPageUrl } from './page-url.ts';

test('only our own page is ours', () => {
  expect(isPageUrl('app://steward/')).toBe(true);
  expect(isPageUrl('app://steward/organizations/radiology?x=1#y')).toBe(true);
  for (const url of [
    'app://steward.example/',
    'app://steward:80/',
    'app://other/',
    'file:///app://steward/',
    'https://steward/',
    'about:blank',
    '',
  ])
    expect(isPageUrl(url), url).toBe(false);
});

test('only listed https origins may open outside', () => {
  const allowed = ['https://help.example'];
  expect(mayOpenOutside('https://help.example/a?b', allowed)).toBe(true);
  for (const url of [
    'http://help.example/',
    'https://help.example.evil.example/',
    'https://help.example@evil.example/',
    'https://user@help.example/',
    'https://help.example:444/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://help.example/',
    'not a url',
  ])
    expect(mayOpenOutside(url, allowed), url).toBe(false);
});
