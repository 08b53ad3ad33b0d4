using Pressrun.Model;

namespace Pressrun.Stages;

/// <summary>Checks a stage's result, then revises, then does what <see cref="Else"/> says.</summary>
public abstract class Gate
{
    /// <summary>Everything that determines the judgement.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Whether judging costs nothing: such gates run first.</summary>
    public abstract bool IsFree { get; }

    /// <summary>
    /// How often the stage runs again with the notes; null takes the last gate's number.
    /// <value>The default is null, and 0 if no gate says otherwise.</value>
    /// </summary>
    public int? Revise { get; init; }

    /// <summary>
    /// What follows when the revisions are used up: fail, review, keep or skip; null does what the last gate does.
    /// <value>The default is null, and fail if no gate says otherwise.</value>
    /// </summary>
    public Then? Else { get; init; }

    /// <summary>
    /// Judges a result. Runs on the loop; must be a pure function of the result, the inputs and answers.
    /// </summary>
    public abstract Task<Judgement> JudgeAsync(StageContext context, Output output);
}
