import type { RoleId, TeamPermissionId } from '../../contract/permissions.ts';

/** Names from many places, as an organization of today has them. */
export const FIRST_NAMES = [
  ...['Ada', 'Aiko', 'Alejandro', 'Amara', 'Anders', 'Anna', 'Arjun', 'Beatriz', 'Ben', 'Carlos', 'Chidi', 'Chloé'],
  ...['Daniel', 'Dilnoza', 'Elena', 'Elif', 'Emeka', 'Emma', 'Fatima', 'Felix', 'Femi', 'Freya', 'Gabriela', 'Goran'],
  ...['Grace', 'Hana', 'Hassan', 'Helena', 'Hiroshi', 'Ines', 'Ingrid', 'Isaac', 'Ivana', 'Jakub', 'Jamal', 'Jana'],
  ...['João', 'Jonas', 'Julia', 'Kaito', 'Karim', 'Katarzyna', 'Kwame', 'Lars', 'Layla', 'Lena', 'Liam', 'Lucía'],
  ...['Lukas', 'Maja', 'Malik', 'Marco', 'Maria', 'Mateo', 'Mei', 'Miguel', 'Mina', 'Mohammed', 'Nadia', 'Naomi'],
  ...['Nikolai', 'Noor', 'Olivia', 'Omar', 'Oskar', 'Paula', 'Pedro', 'Priya', 'Rafael', 'Ravi', 'Rosa', 'Ryo'],
  ...['Sara', 'Sanjay', 'Sofia', 'Søren', 'Stefan', 'Tariq', 'Thandiwe', 'Tomás', 'Valentina', 'Viktor', 'Wei', 'Xiu'],
  ...['Yara', 'Yusuf', 'Zanele', 'Zofia'],
] as const;

export const LAST_NAMES = [
  ...['Abe', 'Adeyemi', 'Ahmed', 'Almeida', 'Andersen', 'Bakker', 'Banerjee', 'Bauer', 'Becker', 'Bianchi', 'Boateng'],
  ...['Byron', 'Castillo', 'Chen', 'Costa', 'Dahl', 'Diallo', 'Dubois', 'Eriksson', 'Fernández', 'Ferrari', 'Fischer'],
  ...['García', 'Gonzalez', 'Gupta', 'Haddad', 'Hansen', 'Horvat', 'Hoffmann', 'Ibrahim', 'Ito', 'Ivanov', 'Jansen'],
  ...['Jensen', 'Kaya', 'Khan', 'Kim', 'Kimura', 'Kowalski', 'Kovač', 'Larsen', 'Lee', 'Lefèvre', 'Li', 'Lindqvist'],
  ...['Lopez', 'Mbeki', 'Meyer', 'Moreau', 'Müller', 'Nakamura', 'Nguyen', 'Novák', 'Nowak', 'Okafor', 'Oliveira'],
  ...['Osei', 'Patel', 'Pereira', 'Petrov', 'Popescu', 'Rahman', 'Ramos', 'Rossi', 'Sato', 'Schmidt', 'Schneider'],
  ...['Silva', 'Singh', 'Smirnov', 'Sørensen', 'Suzuki', 'Tanaka', 'Torres', 'Tran', 'Van Dijk', 'Vargas', 'Wagner'],
  ...['Wang', 'Weber', 'Williams', 'Wong', 'Yamamoto', 'Yılmaz', 'Zhang', 'Zimmermann'],
] as const;

export interface SampleOrganization {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly members: number;
  /** Invitations that nobody has answered: they were sent in the last days. */
  readonly pending: number;
  readonly foundedDaysAgo: number;
  readonly ownerRole: RoleId;
  readonly teams: readonly (readonly [id: string, name: string, permission: TeamPermissionId])[];
  readonly apps: readonly (readonly [id: string, name: string, labels: readonly string[]])[];
  /** Metered events a day, about. */
  readonly eventsPerDay: number;
}

export const ORGANIZATIONS: readonly SampleOrganization[] = [
  {
    id: 'helix-diagnostics',
    name: 'Helix Diagnostics',
    domain: 'helix.example',
    members: 1200,
    pending: 34,
    foundedDaysAgo: 210,
    ownerRole: 'admin',
    eventsPerDay: 40,
    teams: [
      ['radiology', 'Radiology', 'model_trainer'],
      ['pathology', 'Pathology', 'model_trainer'],
      ['cardiology', 'Cardiology', 'model_trainer'],
      ['annotation-berlin', 'Annotation Berlin', 'labeler_worker'],
      ['annotation-lagos', 'Annotation Lagos', 'labeler_worker'],
      ['quality', 'Quality and review', 'labeler_lead'],
      ['platform', 'Platform engineering', 'full_access'],
      ['research', 'Research', 'model_trainer'],
      ['regulatory', 'Regulatory affairs', 'labeler_lead'],
      ['clinical-trials', 'Clinical trials', 'labeler_worker'],
      ['genomics', 'Genomics', 'model_trainer'],
      ['customer-success', 'Customer success', 'labeler_worker'],
    ],
    apps: [
      ['chest-xray', 'Chest X-ray triage', ['HIPAA', 'GDPR']],
      ['mammography', 'Mammography screening', ['HIPAA', 'GDPR']],
      ['histology', 'Histology slides', ['HIPAA']],
      ['ecg-rhythm', 'ECG rhythm', ['HIPAA']],
      ['retina', 'Retina grading', ['GDPR']],
      ['brain-mri', 'Brain MRI segmentation', ['HIPAA', 'GDPR']],
      ['bone-age', 'Bone age', ['GDPR']],
      ['dermoscopy', 'Dermoscopy', ['GDPR']],
      ['report-drafts', 'Report drafts', ['HIPAA']],
      ['de-identification', 'De-identification', ['HIPAA', 'GDPR']],
      ['variant-calls', 'Variant calls', ['GDPR']],
      ['triage-assistant', 'Triage assistant', ['HIPAA']],
      ['device-logs', 'Device logs', []],
      ['public-demo', 'Public demo', []],
    ],
  },
  {
    id: 'northwind-robotics',
    name: 'Northwind Robotics',
    domain: 'northwind.example',
    members: 86,
    pending: 5,
    foundedDaysAgo: 160,
    ownerRole: 'admin',
    eventsPerDay: 14,
    teams: [
      ['perception', 'Perception', 'model_trainer'],
      ['warehouse', 'Warehouse pilots', 'labeler_lead'],
      ['safety', 'Safety', 'full_access'],
    ],
    apps: [
      ['bin-picking', 'Bin picking', []],
      ['pallet-count', 'Pallet count', []],
      ['person-detection', 'Person detection', ['GDPR']],
      ['arm-telemetry', 'Arm telemetry', ['ITAR']],
    ],
  },
  {
    id: 'atelier-lumen',
    name: 'Atelier Lumen',
    domain: 'lumen.example',
    members: 9,
    pending: 1,
    foundedDaysAgo: 75,
    ownerRole: 'organization_contributor',
    eventsPerDay: 4,
    teams: [['archive', 'Archive', 'labeler_lead']],
    apps: [
      ['photo-archive', 'Photo archive', ['GDPR']],
      ['colour-search', 'Colour search', []],
    ],
  },
];

/** How roles spread over a large organization, in parts of a hundred. */
export const ROLE_SHARES: readonly (readonly [RoleId, number])[] = [
  ['admin', 1],
  ['financial_manager', 1],
  ['infrastructure_manager', 2],
  ['organization_contributor', 14],
  ['organization_user', 22],
  ['team_contributor', 60],
];
