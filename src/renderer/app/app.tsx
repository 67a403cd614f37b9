import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../lib/session.ts';
import { Toaster } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { createAppRouter } from './router.tsx';
import { useTheme } from './theme.ts';

export function App({ client }: { client: QueryClient }) {
  const locale = useSession(({ state }) => state?.settings.locale ?? 'system');
  const [router] = useState(() => createAppRouter(client));
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>
        {/* Another locale writes everything anew. */}
        <RouterProvider key={locale} router={router} />
        <Toaster theme={useTheme()} />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
