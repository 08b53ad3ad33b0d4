using System.Security.Cryptography;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>Folders as texts that can be compared.</summary>
internal static class Trees
{
    public static string Describe(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n',
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => $"{file.Path} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.File)))}"));
}
