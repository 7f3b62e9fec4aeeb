package parvis.newsroom;

import parvis.guard.Check;
import parvis.guard.Weight;

/**
 * What a brand's verdicts change. Of one kind of finding, with {@code r} passages on which people said that it was right
 * (accepted with a reason, or followed) and {@code c} that they contested, its worth here is {@code (r + 1) / (r + c + 2)}
 * (Laplace's rule of succession). From five passages on, a kind worth less than a half is no longer to be corrected: it is to
 * be looked at.
 */
record Learning(long right, long contested) {
    static final long ENOUGH = 5;
    static final double HALF = 0.5;
    static final Learning NOTHING = new Learning(0, 0);

    double worth() {
        return (right + 1.0) / (right + contested + 2.0);
    }

    boolean lowers() {
        return right + contested >= ENOUGH && worth() < HALF;
    }

    /** What the law asks and what belongs to somebody else does not become lighter by being contested. */
    Weight weighed(Check check, Weight weight) {
        return weight == Weight.FIX && check != Check.HONESTY && lowers() ? Weight.LOOK : weight;
    }
}
