import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { Toaster } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { createAppRouter } from './router.tsx';
import { useTheme } from './theme.ts';

export function App({ client }: { client: QueryClient }) {
  const [router] = useState(() => createAppRouter(client));
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <Toaster theme={useTheme()} />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
