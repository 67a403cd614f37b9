const TITLES: readonly (readonly [path: RegExp, title: string])[] = [
  [/^\/o\/[^/]+\/?$/, 'Home'],
  [/^\/o\/[^/]+\/members/, 'Members'],
  [/^\/o\/[^/]+\/account/, 'Account'],
  [/^\/o\/[^/]+\/access/, 'Access'],
  [/^\/o\/[^/]+\/security/, 'Security'],
  [/^\/o\/[^/]+\/audit/, 'Audit log'],
  [/^\/audit/, 'Audit log of all organizations'],
  [/^\/invitations/, 'Invitations'],
  [/^\/account/, 'My account'],
  [/^\/organizations/, 'All organizations'],
];

export const pageTitle = (pathname: string): string => TITLES.find(([path]) => path.test(pathname))?.[1] ?? 'Steward';
