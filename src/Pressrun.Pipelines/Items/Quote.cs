namespace Pressrun.Pipelines.Items;

/// <summary>
/// Strange text as it may stand in a message: short, on one line, harmless for a terminal, without passwords.
/// </summary>
internal static class Quote
{
    private const int LengthMax = 60;

    /// <summary>The text between backticks.</summary>
    public static string Of(string text)
    {
        text = Credentials.Mask(text);
        var shown = text.Length <= LengthMax ? text : string.Concat(text.AsSpan(0, LengthMax), "…");
        return $"`{string.Concat(shown.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))}`";
    }
}
