import { ClipboardButton } from '@grafana/ui';

interface Props {
  readonly children: string;
  /** For whoever can't see what it stands beside. */
  readonly label?: string;
  readonly commands: readonly string[];
  readonly variant?: 'primary' | 'secondary';
}

/** Copies commands, a line each; the last one ends with a newline, so that the firewall takes it, too. */
export function CopyButton({ children, label, commands, variant = 'secondary' }: Props) {
  return (
    <ClipboardButton
      size={variant === 'primary' ? 'md' : 'sm'}
      variant={variant}
      icon="copy"
      aria-label={label}
      getText={() => commands.map((command) => `${command}\n`).join('')}
    >
      {children}
    </ClipboardButton>
  );
}
