/** The tests of ghost text, the diff, the status item, the doctor and the Testing view. */
import './ghostText.ts';
import './candidateDiff.ts';
import './setup.ts';
import './testingView.ts';
