import { createRoot } from 'react-dom/client';
import { App } from '../app/app.tsx';
import { followTheme } from '../app/theme.ts';
import { replaceBridge } from '../lib/bridge.ts';
import { createQueryClient } from '../lib/query.ts';
import { followMain } from '../lib/session.ts';
import { createFakeBridge, type Scenario } from './fake-bridge.ts';
import '../styles/main.css';

/** For looking at pages without main: `localStorage.scenario` says what there is. Not part of the build. */
const scenario = JSON.parse(localStorage.getItem('scenario') ?? '{}') as Scenario;
const bridge = createFakeBridge(scenario);
replaceBridge(bridge);
Object.assign(window, { fakeBridge: bridge });
followTheme();
await followMain().ready;
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App client={createQueryClient()} />);
