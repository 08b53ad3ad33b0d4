namespace Pressrun.Quotas;
internal static class T { static double V(string n, double d) => double.TryParse(System.Environment.GetEnvironmentVariable(n), out var v) ? v : d;
public static readonly double K = V("K", 1), HL = V("HL", 300), A = V("A", 12), G = V("G", 1.7), X = V("X", 0), Y = V("Y", 9); }
