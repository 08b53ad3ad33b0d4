using Pressrun.Pipelines.Building;
using Pressrun.Pipelines.Files;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>
/// What people read when a file is right in itself, and yet what it names is not there: one golden page beside each.
/// </summary>
public sealed class UnfitFileTests
{
    [Theory]
    [InlineData("each")]
    [InlineData("names")]
    public void What_does_not_fit_is_explained_as_agreed(string name)
    {
        var file = Path.Combine(Folders.Beside("Unfit"), name + ".yaml");
        var fault = Assert.Throws<PipelineFileException>(() => PipelineLoader.Load(new(file, name + ".yaml")));
        Golden.HoldAt(Path.ChangeExtension(file, "txt"), fault.Message);
    }
}
