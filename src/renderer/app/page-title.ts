const TITLES: readonly (readonly [path: RegExp, title: string])[] = [
  [/^\/o\/[^/]+\/?$/, 'Home'],
  [/^\/o\/[^/]+\/members/, 'Members'],
  [/^\/o\/[^/]+\/account/, 'Account'],
  [/^\/invitations/, 'Invitations'],
  [/^\/account/, 'My account'],
  [/^\/organizations/, 'All organizations'],
  [/^\/settings/, 'Settings'],
];

export const pageTitle = (pathname: string): string => TITLES.find(([path]) => path.test(pathname))?.[1] ?? 'Steward';
