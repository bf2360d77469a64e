import { Component, type ReactNode } from 'react';
import { Problem } from '../kit/states.tsx';

/** A page that fails says so; the header, the bar and 提意见 stay. A class, because only a class can catch. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <Problem error={this.state.error} onRetry={() => location.reload()} />;
  }
}
