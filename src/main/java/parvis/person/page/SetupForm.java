package parvis.person.page;

/**
 * The form that makes the first brand, as it was typed, with what is wrong about it.
 *
 * @param brandProblem empty when there is none, as the others
 */
public record SetupForm(
        String token,
        String brand,
        String colour,
        String language,
        String name,
        String email,
        String brandProblem,
        String nameProblem,
        String emailProblem) {

    public boolean isFine() {
        return brandProblem.isEmpty() && nameProblem.isEmpty() && emailProblem.isEmpty();
    }
}
