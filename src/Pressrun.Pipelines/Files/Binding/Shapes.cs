namespace Pressrun.Pipelines.Files.Binding;

/// <summary>In which forms a value may be written.</summary>
[Flags]
internal enum Shapes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A word, a number, a line.</summary>
    Text = 1,

    /// <summary>A list.</summary>
    List = 2,

    /// <summary>A mapping.</summary>
    Map = 4,
}
