/** Shows the progress of a run as a notification. The client library shows it in the status bar, without a button to cancel. */
import * as vscode from 'vscode';
import {
  type LanguageClient,
  type ProgressToken,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageclient/node';

interface Shown {
  report(value: WorkDoneProgressReport): void;
  end(): void;
}

const shown = new Map<ProgressToken, Shown>();

export function showProgress(
  client: LanguageClient,
  token: ProgressToken,
  value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd,
  next: (token: ProgressToken, value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd) => void,
): void {
  if (value.kind === 'begin') shown.set(token, show(client, token, value.title));
  else if (value.kind === 'report') shown.get(token)?.report(value);
  else {
    shown.get(token)?.end();
    shown.delete(token);
    // The library removes its listener for a token only when it sees the end.
    next(token, value);
  }
}

function show(client: LanguageClient, token: ProgressToken, title: string): Shown {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  let percentage = 0;
  let report: Shown['report'] = () => undefined;
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, cancelled) => {
      report = ({ message, percentage: now = percentage }) => {
        progress.report({ message, increment: Math.max(0, now - percentage) });
        percentage = Math.max(percentage, now);
      };
      cancelled.onCancellationRequested(() =>
        client.sendNotification(WorkDoneProgressCancelNotification.type, { token }),
      );
      return over;
    },
  );
  return { report: (value) => report(value), end };
}
