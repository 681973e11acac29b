// What a webview panel is to those who fill it: typed messages both ways, and whether anybody looks. No type of VS Code's.

export interface Panel<ToPanel, FromPanel> {
  /** Lost while the panel is not `ready`: it says so with a message of its own, each time it is shown anew. */
  post(message: ToPanel): void;
  onMessage(listener: (message: FromPanel) => void): void;
  readonly visible: boolean;
  onVisibility(listener: (visible: boolean) => void): void;
  /** Aborted when the user closes the panel. */
  readonly closed: AbortSignal;
}

export interface PanelRequest {
  /** A panel of the same key is shown again instead of a second one. */
  readonly key: string;
  readonly title: string;
  /** The name of its script in `media/`. */
  readonly script: 'stats';
}

export interface Panels {
  /** Undefined: a panel of that key was open already, and is shown now. */
  open<ToPanel, FromPanel>(request: PanelRequest): Panel<ToPanel, FromPanel> | undefined;
}
