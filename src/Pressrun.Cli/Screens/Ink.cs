namespace Pressrun.Cli.Screens;

/// <summary>A piece of text and what it is about.</summary>
internal readonly record struct Ink(string Text, Tone Tone = Tone.Plain)
{
    /// <summary>Text about nothing in particular.</summary>
    public static implicit operator Ink(string text) => new(text);
}
