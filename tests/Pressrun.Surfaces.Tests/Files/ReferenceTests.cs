using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Pipelines.Files;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>The reference page is the table the reader uses, written out.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void The_reference_page_is_what_the_reader_knows() =>
        Golden.HoldAt(Path.Combine(Repository.Root, "docs/reference/pipeline.md"), ReferenceWriter.Write());
}
