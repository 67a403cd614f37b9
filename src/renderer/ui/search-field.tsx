import { Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMenuCommand } from '../lib/commands.ts';
import { isTyping } from '../lib/is-typing.ts';
import { controlClass } from './field.tsx';

export interface SearchFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly className?: string;
}

function useFindKeys(focus: () => void): void {
  useMenuCommand('find', focus);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const find = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'f';
      if (!find && (event.key !== '/' || isTyping(event.target))) return;
      event.preventDefault();
      focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

/** `/` or Ctrl+F goes there; Escape empties it. */
export function SearchField({
  label,
  placeholder = 'Search',
  value,
  onValueChange,
  className = 'w-56',
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useFindKeys(() => {
    input.current?.focus();
    input.current?.select();
  });
  return (
    <search className={`relative ${className}`}>
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2 left-2.5 text-muted" />
      <input
        ref={input}
        type="text"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (value === '') event.currentTarget.blur();
          else onValueChange('');
        }}
        className={controlClass(false, 'h-8 pr-7 pl-8')}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onValueChange('')}
          className="absolute top-1 right-1 inline-flex size-6 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-text"
        >
          <X aria-hidden size={13} />
        </button>
      )}
    </search>
  );
}
