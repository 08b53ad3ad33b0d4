namespace Pressrun.Pipelines.Items;

/// <summary>A book's outline as it is written: its title, what is said of the whole, and its chapters.</summary>
/// <param name="Title">The book's title; the file's name if the outline has none.</param>
/// <param name="Front">What stands before the first chapter, without the title.</param>
/// <param name="Chapters">In the order of the file; may be empty.</param>
/// <param name="Faults">Lines that could not be read, in the order of the file.</param>
internal sealed record Outline(
    string Title, OutlineBlock Front, IReadOnlyList<OutlineChapter> Chapters, IReadOnlyList<Row> Faults);
