namespace Pressrun.Cli.Screens;

/// <summary>Decides how a run shows itself.</summary>
internal static class ScreenChoice
{
    /// <summary>
    /// The screen to use; never <see cref="ProgressMode.Auto"/>. Without being asked, no escape sequence is written to
    /// what is no terminal, is dumb, or where CI or NO_COLOR is set; asked for <c>live</c>, a terminal that can draw
    /// gets it, without colours under NO_COLOR.
    /// </summary>
    public static ProgressMode Decide(ProgressMode wish, Surroundings around) => wish switch
    {
        ProgressMode.Json => ProgressMode.Json,
        _ when around.IsQuiet => ProgressMode.None,
        ProgressMode.Auto when around.IsUnattended || !around.HasColor => ProgressMode.Plain,
        ProgressMode.Auto or ProgressMode.Live => around.CanDraw ? ProgressMode.Live : ProgressMode.Plain,
        _ => wish,
    };

    /// <summary>The screen that was decided for.</summary>
    /// <param name="wish">What <c>--progress</c> or <c>--json</c> says.</param>
    /// <param name="around">Where the run was started.</param>
    /// <param name="results">Standard output: events go there, because they are the result.</param>
    /// <param name="messages">Standard error: progress for people goes there.</param>
    /// <param name="size">Columns and rows of the terminal now.</param>
    /// <param name="time">The clock.</param>
    public static IScreen Choose(
        ProgressMode wish,
        Surroundings around,
        TextWriter results,
        TextWriter messages,
        Func<(int Width, int Height)> size,
        TimeProvider time) => Decide(wish, around) switch
        {
            ProgressMode.Live => new LiveScreen(messages, size, time, around.HasColor),
            ProgressMode.Json => new JsonScreen(results, time),
            ProgressMode.None => new QuietScreen(),
            _ => new PlainScreen(messages, time),
        };
}
