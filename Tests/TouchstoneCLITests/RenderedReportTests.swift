import BenchTesting
import Foundation
import Testing

extension EndToEnd {
    /// The HTML report as a browser shows it.
    @Suite(.enabled(if: Chromium.isInstalled, "needs chromium"))
    struct RenderedReportTests {
        private func report(of build: String, in folder: TemporaryFolder) async throws -> String {
            _ = try await Tool.run(["certify", Tool.build(build), "--replay", Tool.ward, "-o", folder.file("kept")])
            return folder.file("kept/report.html")
        }

        /// Widths of a desktop and of a phone: there is a picture, of that size, with something in it.
        @Test(arguments: ["ward-kiosk", "reception-kiosk"], [1200, 500])
        func isAPicture(build: String, width: Int) async throws {
            let folder = try TemporaryFolder()
            let path = try await report(of: build, in: folder)
            let picture = try await Chromium.picture(of: path, width: width, height: 900, in: folder)
            #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            // The header IHDR of the PNG: width and height, four bytes each.
            let size = picture[16..<24].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
            #expect(size == UInt64(width) << 32 | 900)
            let empty = folder.file("empty.html")
            try Data("<!DOCTYPE html><title>empty</title>".utf8).write(to: URL(fileURLWithPath: empty))
            let blank = try await Chromium.picture(of: empty, width: width, height: 900, in: folder)
            #expect(picture.count > 5 * blank.count, "\(picture.count) bytes; a blank page has \(blank.count)")
        }

        /// Ten stories, three devices and twenty checks, on A4.
        @Test func takesFewPagesOfPaper() async throws {
            let folder = try TemporaryFolder()
            let paper = try await Chromium.paper(of: report(of: "ward-kiosk", in: folder), in: folder)
            let text = String(decoding: paper.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
            let pages = text.matches(of: /\/Type\s*\/Page\b/).count
            #expect((3...9).contains(pages), "\(pages) pages")
        }

        /// By the rules of axe-core, and without scrolling sideways on a phone.
        @Test(
            .enabled(if: IndependentVerifier.has(IndependentVerifier.axe), IndependentVerifier.advice),
            arguments: ["ward-kiosk", "reception-kiosk"]
        )
        func isAccessible(build: String) async throws {
            let folder = try TemporaryFolder()
            let path = try await report(of: build, in: folder)
            // The page forbids every script; the copy lets this one in.
            let page = try String(contentsOfFile: path, encoding: .utf8)
                .replacing(#/<meta http-equiv="Content-Security-Policy"[^>]*>/#, with: "")
            _ = try folder.write(page, to: "page.html")
            try FileManager.default.copyItem(atPath: IndependentVerifier.axe, toPath: folder.file("axe.js"))
            let frame = try folder.write(Self.frame, to: "frame.html")
            let document = try await Chromium.document(of: frame)
            let result = try #require(document.firstMatch(of: #/<pre id="result">(?<text>.*?)</pre>/#)?.text)
            #expect(result.hasPrefix("500 wide, ") && result.hasSuffix(" rules passed, failed: none"), "\(result)")
        }

        /// Shows the page at the width of a phone, and writes down what axe-core finds.
        private static let frame = """
            <!DOCTYPE html><html lang="en"><title>frame</title><body>
            <iframe id="page" src="page.html" style="border:0;width:500px;height:900px"></iframe><pre id="result"></pre>
            <script>
            onload = async () => {
              const frame = document.getElementById("page"), page = frame.contentDocument;
              const script = page.createElement("script");
              script.src = "axe.js";
              await new Promise(done => { script.onload = done; page.head.append(script); });
              const found = await frame.contentWindow.axe.run(page);
              const failed = found.violations.map(rule => rule.id + " at " + rule.nodes[0].target.join(" ")).join(", ");
              document.getElementById("result").textContent = page.documentElement.scrollWidth + " wide, "
                + found.passes.length + " rules passed, failed: " + (failed || "none");
              frame.remove();
            };
            </script></body></html>
            """
    }
}
