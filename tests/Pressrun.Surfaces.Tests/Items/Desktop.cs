using Pressrun.Model;
using Pressrun.Pipelines.Items;

namespace Pressrun.Surfaces.Tests.Items;

/// <summary>A folder that goes with the test, and items read from it.</summary>
internal sealed class Desktop : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-items-");

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public Desktop Put(string name, string text) => Put(name, System.Text.Encoding.UTF8.GetBytes(text));

    public Desktop Put(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public ItemReading Read(string from, string? at = null, string? key = null) =>
        ItemReader.Read(new(from, Folder) { At = at, Key = key });

    public string Refusal(string from, string? at = null, string? key = null) =>
        Assert.Throws<PressrunException>(() => Read(from, at, key)).Message;

    public static Item[] All(ItemReading reading) => [.. reading.Source.Read()];

    public static string[] Keys(ItemReading reading) => [.. reading.Source.Read().Select(item => item.Key)];

    public static string[] Inputs(ItemReading reading) => [.. reading.Source.Read().Select(item => item.Input)];

    public static string[] Notes(ItemReading reading) => [.. reading.Notes.Select(note => note.ToString())];
}
